package msk

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"sluiceway/backend/worker"
)

func revisionNote(revision int64, description *string) string {
	note := fmt.Sprintf("revision %d", revision)
	if text := aws.ToString(description); text != "" {
		note += ", " + text
	}
	return note
}

// Links returns the page of the connector's log group in CloudWatch, if it has one.
func (c provisioner) Links(ctx context.Context, name string) ([]worker.Link, error) {
	out, err := c.describe(ctx, aboutConnector(name))
	if err != nil {
		return nil, err
	}
	group := settingsOf(out)[keyLogGroup]
	if group == "" {
		return []worker.Link{}, nil
	}
	return []worker.Link{{Title: group + " in CloudWatch", URL: logURL(c.region, group)}}, nil
}

// logURL returns the page of a log group in the console, which wants the name escaped twice
// and “$” instead of “%”.
func logURL(region, group string) string {
	host, region := "console.aws.amazon.com", url.PathEscape(region)
	if strings.HasPrefix(region, "cn-") {
		host = "console.amazonaws.cn"
	}
	twice := url.QueryEscape(url.QueryEscape(group))
	return fmt.Sprintf("https://%s.%s/cloudwatch/home?region=%s#logsV2:log-groups/log-group/%s", region, host, region, strings.ReplaceAll(twice, "%", "$"))
}
