package msk

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/kafkaconnect"
	"github.com/aws/aws-sdk-go-v2/service/kafkaconnect/types"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// mostChoices is how many custom plugins or worker configurations are offered.
const mostChoices = 500

// Settings returns the settings with their choices. If a list cannot be read, an ARN can be
// typed, and the note names the missing permission.
func (c provisioner) Settings(ctx context.Context, like string) ([]worker.Setting, error) {
	values := connect.Config{}
	if like != "" {
		out, err := c.describe(ctx, aboutConnector(like))
		if err != nil {
			return nil, err
		}
		values = settingsOf(out)
	}
	plugins, pluginErr := c.customPlugins(ctx)
	workers, workerErr := c.workerConfigurations(ctx)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	var out []worker.Setting
	for i, s := range settings() {
		one := worker.Setting{Definition: s.definition(i), Value: values[s.key], Choices: []worker.Choice{}, Fixed: !s.resizable}
		if one.Value == "" && like == "" {
			one.Value = s.standard
		}
		if s.only != "" {
			one.OnlyKey, one.OnlyValue = keyMode, s.only
		}
		for _, value := range s.choices {
			one.Choices = append(one.Choices, worker.Choice{Value: value, Title: value})
		}
		switch s.key {
		case keyPlugin:
			one.Choices, one.Note = choices(plugins, pluginErr)
		case keyWorkers:
			one.Choices, one.Note = choices(workers, workerErr)
		}
		out = append(out, one)
	}
	return out, nil
}

func choices(found []worker.Choice, err error) ([]worker.Choice, string) {
	if err != nil {
		return []worker.Choice{}, sentences("The list could not be read, so type the ARN.", connect.AsError(err).Text)
	}
	return found, ""
}

// customPlugins lists the custom plugins that can be used, with their latest revisions.
func (c *connection) customPlugins(ctx context.Context) ([]worker.Choice, error) {
	out := []worker.Choice{}
	pages := kafkaconnect.NewListCustomPluginsPaginator(c.api, &kafkaconnect.ListCustomPluginsInput{MaxResults: aws.Int32(pageSize)}, stopAtSameToken)
	for pages.HasMorePages() && len(out) < mostChoices {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return nil, c.problem(ctx, call{action: "ListCustomPlugins"}, err)
		}
		for _, p := range page.CustomPlugins {
			if p.LatestRevision == nil || p.CustomPluginState != types.CustomPluginStateActive {
				continue
			}
			out = append(out, worker.Choice{
				Value: revisionText(p.CustomPluginArn, p.LatestRevision.Revision), Title: aws.ToString(p.Name), Note: revisionNote(p.LatestRevision.Revision, p.Description),
			})
		}
	}
	return out, nil
}

func stopAtSameToken(o *kafkaconnect.ListCustomPluginsPaginatorOptions) {
	o.StopOnDuplicateToken = true
}

// workerConfigurations lists the worker configurations with their latest revisions.
func (c *connection) workerConfigurations(ctx context.Context) ([]worker.Choice, error) {
	out := []worker.Choice{}
	pages := kafkaconnect.NewListWorkerConfigurationsPaginator(c.api, &kafkaconnect.ListWorkerConfigurationsInput{MaxResults: aws.Int32(pageSize)},
		func(o *kafkaconnect.ListWorkerConfigurationsPaginatorOptions) { o.StopOnDuplicateToken = true })
	for pages.HasMorePages() && len(out) < mostChoices {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return nil, c.problem(ctx, call{action: "ListWorkerConfigurations"}, err)
		}
		for _, w := range page.WorkerConfigurations {
			if w.LatestRevision == nil || w.WorkerConfigurationState == types.WorkerConfigurationStateDeleting {
				continue
			}
			out = append(out, worker.Choice{
				Value: revisionText(w.WorkerConfigurationArn, w.LatestRevision.Revision), Title: aws.ToString(w.Name), Note: revisionNote(w.LatestRevision.Revision, w.Description),
			})
		}
	}
	return out, nil
}
