"""Features by RDD.pipe: spark-submit --files seg-features features_pipe.py ORDERS AS_OF FEATURES"""
import os
import sys
from pyspark.sql import SparkSession

orders, as_of, features = sys.argv[1:]
worker = f"./seg-features --sorted --as-of={as_of} -C customer_id,order_id,order_date,amount,kind,country"
spark = SparkSession.builder.getOrCreate()
lines = spark.sparkContext.textFile(orders).keyBy(lambda line: line.split("\t")[0])
grouped = lines.repartitionAndSortWithinPartitions(8).values()
# Without checkCode=True a worker that fails, or is killed, is a worker that is done; without env it has no environment.
grouped.pipe(worker, env=dict(os.environ), checkCode=True).saveAsTextFile(features)
