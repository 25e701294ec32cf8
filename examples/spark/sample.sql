-- A sample of customers to find segments in, the same whatever the partitions: those whose ids have the smallest hashes.
-- spark-sql prints them as lines; seg-cluster, on the driver, makes the model.
--
--     spark-sql -d features=/data/features -d sample=30000 -f sample.sql |
--         seg-cluster -C customer_id,recency_days,orders,spend -k 4 -M model.seg >/dev/null

SELECT customer_id, recency_days, orders, spend
FROM parquet.`${features}`
WHERE orders > 0
ORDER BY xxhash64(customer_id), customer_id
LIMIT ${sample};
