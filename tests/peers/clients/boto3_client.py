#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""boto3's put_object as it comes: URL SIZE get|on, where the URL's path stands for bucket and key."""
import sys
from urllib.parse import urlsplit

import boto3
from botocore.config import Config

url, size, mode = sys.argv[1], int(sys.argv[2]), sys.argv[3]
parts = urlsplit(url)
bucket, _, key = parts.path.lstrip("/").partition("/")
client = boto3.client(
    "s3", region_name="us-east-1", aws_access_key_id="AKIDEXAMPLE", aws_secret_access_key="secret",
    endpoint_url=f"{parts.scheme}://{parts.netloc}",
    config=Config(s3={"addressing_style": "path"}, retries={"max_attempts": 1, "mode": "standard"}))
if mode == "get":
    client.get_object(Bucket=bucket, Key=key or "key")["Body"].read()
else:
    client.put_object(Bucket=bucket, Key=key or "key", Body=b"x" * size)
print("done")
