# How long until the second order, from the clean orders alone: Kaplan-Meier with log-log bands and log-rank of
# R's survival. Prints rows as seg-report's second_order and log_rank have them.
suppressPackageStartupMessages(library(survival))
args <- commandArgs(TRUE)
o <- read.delim(args[1], colClasses = c(customer_id = "character"), quote = "")
o$day <- as.Date(substr(o$order_date, 1, 10))
last <- max(o$day)
o$cents <- round(o$amount * 1000)
o <- o[o$kind == "sale", ]
first <- tapply(as.integer(o$day), o$customer_id, min)
o$first <- first[o$customer_id]
brought <- tapply(o$cents[as.integer(o$day) == o$first], o$customer_id[as.integer(o$day) == o$first], sum)
later <- o[as.integer(o$day) > o$first, ]
second <- tapply(as.integer(later$day), later$customer_id, min)
d <- data.frame(id = names(first), first = as.integer(first), brought = as.numeric(brought[names(first)]))
d$second <- second[d$id]
d$event <- !is.na(d$second)
d$time <- ifelse(d$event, d$second - d$first, as.integer(last) - d$first)
start <- as.Date(format(min(o$day) + 31, "%Y-%m-01")) # the month after the first
d <- d[d$first >= as.integer(start), ]
sorted <- sort(d$brought)
n <- nrow(d)
most <- sapply(1:3, function(g) sorted[floor(n * g / 3)])
d$group <- 1 + (d$brought > most[1]) + (d$brought > most[2])
for (g in 3:1) {
	s <- summary(survfit(Surv(time, event) ~ 1, d[d$group == g, ], conf.type = "log-log", conf.int = 0.9))
	keep <- s$n.risk >= 30
	cat(sprintf("%s\t%d\t%d\t%.17g\t%.17g\t%.17g\n", c("small", "middle", "large")[g], s$time[keep],
		s$n.risk[keep], 1 - s$surv[keep], 1 - s$upper[keep], 1 - s$lower[keep]), sep = "")
}
t <- survdiff(Surv(time, event) ~ group, d)
cat(sprintf("log_rank\t%d\t%.17g\t%.17g\n", n, t$chisq, pchisq(t$chisq, 2, lower.tail = FALSE)))
