# seg-cluster-methods - the same from R: log-likelihoods of mclust's EM from hard starts, costs of cluster's pam.
suppressPackageStartupMessages({ library(cluster); library(mclust) })
out <- commandArgs(trailingOnly = TRUE)[1]

say <- function(...) cat(..., sep = "\t", fill = FALSE)
for (name in c("iris", "s1", "aggregation")) {
	x <- as.matrix(read.delim(file.path(out, paste0(name, ".tsv")))[, -1])
	label <- scan(file.path(out, paste0(name, ".label")), quiet = TRUE) + 1
	for (family in c("EII", "VII", "EEI", "VVI", "EEE", "VVV")) {
		fit <- me(x, modelName = family, z = unmap(label), control = emControl(tol = c(1e-13, 1e-13), itmax = c(1e5, 1e5)))
		say("mixture", name, family, format(fit$loglik, digits = 17))
		cat("\n")
	}
}
for (name in c("iris", "aggregation", "mixed")) {
	x <- read.delim(file.path(out, paste0(name, ".tsv")), stringsAsFactors = TRUE)[, -1]
	d <- daisy(x, metric = "gower")
	for (k in c(2, 3, 5, 8)) {
		fit <- pam(d, k)
		say("medoids", name, k, format(fit$objective[["swap"]] * nrow(x), digits = 17))
		cat("\n")
	}
}
