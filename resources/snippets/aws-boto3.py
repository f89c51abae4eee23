# boto3 (S3): put_object sends the field with every upload and waits 1 s for the 100; an event handler takes it away.
# The URL's path stands for bucket and key; set your own region and credentials.
from urllib.parse import urlsplit

import boto3
from botocore.config import Config

URL = {{url}}
EXPECT = {{on}}  # True is what boto3 does by itself

url = urlsplit(URL)
bucket, _, key = url.path.lstrip("/").partition("/")
s3 = boto3.client(
    "s3",
    endpoint_url=f"{url.scheme}://{url.netloc}",
    region_name="us-east-1",
    aws_access_key_id="YOUR-KEY-ID",
    aws_secret_access_key="YOUR-SECRET",
    config=Config(s3={"addressing_style": "path"}, retries={"total_max_attempts": 1}),
)


def without_expect(request, **_):
    request.headers.pop("Expect", None)


if not EXPECT:
    s3.meta.events.register("before-send.s3", without_expect)
answer = s3.put_object(Bucket=bucket, Key=key, Body=b"x" * {{size}})
print(answer["ResponseMetadata"]["HTTPStatusCode"])
