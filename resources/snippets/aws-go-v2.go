// AWS SDK for Go v2 (S3): PutObject sends the field from ContinueHeaderThresholdBytes (2 MiB) on; -1 never sends it.
// The URL's path stands for bucket and key; set your own region and credentials.
package main

import (
	"bytes"
	"context"
	"fmt"
	"net/url"
	"os"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/s3"
)

const (
	target = {{url}}
	expect = {{on}}
)

func main() {
	place, err := url.Parse(target)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	bucket, key, _ := strings.Cut(strings.TrimPrefix(place.Path, "/"), "/")
	client := s3.New(s3.Options{
		Region:       "us-east-1",
		Credentials:  credentials.NewStaticCredentialsProvider("YOUR-KEY-ID", "YOUR-SECRET", ""),
		BaseEndpoint: aws.String(place.Scheme + "://" + place.Host),
		UsePathStyle: true,
	}, func(o *s3.Options) {
		if expect {
			o.ContinueHeaderThresholdBytes = 1 // from one byte on
		} else {
			o.ContinueHeaderThresholdBytes = -1
		}
	})
	body := bytes.NewReader(bytes.Repeat([]byte("x"), {{size}}))
	if _, err := client.PutObject(context.Background(), &s3.PutObjectInput{Bucket: &bucket, Key: &key, Body: body}); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println("done")
}
