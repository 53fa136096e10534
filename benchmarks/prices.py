"""What AWS asks for, in dollars, in eu-central-1, the dearer of the two regions we advise.

As published in the summer of 2025, after DynamoDB's on-demand prices were halved; before taxes.
They could not be looked up when this was written: hold them against AWS's price pages before you
promise anything to anyone.
"""

WRITE = 0.7625 / 1e6
"""DynamoDB, a write request unit: a kilobyte written; twice that in a transaction."""
READ = 0.1525 / 1e6
"""DynamoDB, a read request unit: four kilobytes read; half of that where it may be a little old."""
LAMBDA_REQUEST = 0.20 / 1e6
LAMBDA_GIGABYTE_SECOND = 0.0000133334
"""On arm64."""
API_REQUEST = 1.20 / 1e6
"""API Gateway, an HTTP API."""
KMS_REQUEST = 0.03 / 1e4
KMS_KEY = 1.00
"""A month; as much again from its first yearly rotation, and once more from its second, the last
that costs."""
MAIL = 0.10 / 1e3
"""SES."""
CLOUDFRONT_REQUEST = 0.012 / 1e4
CLOUDFRONT_GIGABYTE = 0.085
STORED_REQUEST = 0.0043 / 1e4
"""S3, a page that CloudFront fetches."""
STORED_GIGABYTE = 0.0245
"""S3, a month."""
LOGGED_GIGABYTE = 0.63
ALARM = 0.10
"""CloudWatch, a month."""

FREE_ALARMS = 10
FREE = frozenset({"CloudFront", "KMS", "Lambda", "log"})
"""What every account has for nothing each month, for good, in amounts a site of ours never
reaches: a terabyte and ten million requests, 20,000 calls for keys, 400,000 gigabyte-seconds,
five gigabytes. What is free in the first year alone is left out."""
