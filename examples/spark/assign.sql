-- Segments: every customer gets one by the model, wherever the customer is.
--
--     spark-sql --files seg-predict,model.seg -d columns=$columns -d features=/data/features -d segments=/data/segments \
--         -f assign.sql
--
-- What is written are lines of seg-tsv without the header, which seg-predict --print-columns knows.

INSERT OVERWRITE DIRECTORY '${segments}' USING text
SELECT line
FROM (
	SELECT TRANSFORM (${columns})
		ROW FORMAT DELIMITED FIELDS TERMINATED BY '\t' NULL DEFINED AS '\\N'
		USING './seg-predict -m model.seg -C ${columns} || { s=$?; cat >/dev/null; exit $s; }'
		AS (line) ROW FORMAT DELIMITED FIELDS TERMINATED BY '\r'
	FROM parquet.`${features}`
);
