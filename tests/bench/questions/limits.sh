# limits - what the machine itself needs to read a file.
# shellcheck shell=bash disable=SC2154 # what run.sh sets
pair 'read every byte' 'wc -l' "wc -l $tsv" 'cat' "cat $tsv"
