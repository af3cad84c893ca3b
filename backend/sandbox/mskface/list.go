package mskface

import (
	"encoding/base64"
	"strconv"
	"strings"
	"time"
)

// mostResults is the largest page.
const mostResults = 100

// pageOf returns the page that a request asks for, and the token of the next one.
func pageOf[T any](rows []T, r request) (page []T, next string, refused *refusal) {
	size, from := mostResults, 0
	if text := r.query.Get("maxResults"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 || n > mostResults {
			return nil, "", badRequest("maxResults must be between 1 and %d", mostResults)
		}
		size = n
	}
	if token := r.query.Get("nextToken"); token != "" {
		text, err := base64.RawURLEncoding.DecodeString(token)
		n, convErr := strconv.Atoi(string(text))
		if err != nil || convErr != nil || n < 1 {
			return nil, "", badRequest("Invalid nextToken")
		}
		from = min(n, len(rows))
	}
	to := min(from+size, len(rows))
	if to < len(rows) {
		next = base64.RawURLEncoding.EncodeToString([]byte(strconv.Itoa(to)))
	}
	return rows[from:to], next, nil
}

func answerList[T any](member string, page []T, next string) any {
	out := map[string]any{member: page}
	if next != "" {
		out["nextToken"] = next
	}
	return out
}

// listConnectors is ListConnectors: everything but configs and reasons.
func (f service) listConnectors(r request) (any, *refusal) {
	rows := []summary{}
	for _, c := range f.state.connectors {
		if strings.HasPrefix(c.Name, r.query.Get("connectorNamePrefix")) {
			rows = append(rows, c.summary)
		}
	}
	page, next, refused := pageOf(rows, r)
	return answerList("connectors", page, next), refused
}

// describeConnector is DescribeConnector.
func (f service) describeConnector(r request) (any, *refusal) {
	c, refused := f.state.find(r.arn)
	if refused != nil {
		return nil, refused
	}
	return struct {
		summary
		Config map[string]string `json:"connectorConfiguration"`
		Reason *said             `json:"stateDescription,omitempty"`
	}{c.summary, c.config, c.reason}, nil
}

type customPluginRow struct {
	ARN         string         `json:"customPluginArn"`
	Name        string         `json:"name"`
	Description string         `json:"description"`
	State       string         `json:"customPluginState"`
	Created     time.Time      `json:"creationTime"`
	Latest      pluginRevision `json:"latestRevision"`

	classes []string // that the file contains; the service never says
}

type pluginRevision struct {
	Revision int       `json:"revision"`
	Content  string    `json:"contentType"`
	Created  time.Time `json:"creationTime"`
	File     struct {
		MD5  string `json:"fileMd5"`
		Size int    `json:"fileSize"`
	} `json:"fileDescription"`
	Location struct {
		S3 struct {
			Bucket string `json:"bucketArn"`
			Key    string `json:"fileKey"`
		} `json:"s3Location"`
	} `json:"location"`
}

// listCustomPlugins is ListCustomPlugins.
func (f service) listCustomPlugins(r request) (any, *refusal) {
	rows := []customPluginRow{}
	for _, p := range f.state.plugins {
		if strings.HasPrefix(p.Name, r.query.Get("namePrefix")) {
			rows = append(rows, p)
		}
	}
	page, next, refused := pageOf(rows, r)
	return answerList("customPlugins", page, next), refused
}

// describeCustomPlugin is DescribeCustomPlugin.
func (f service) describeCustomPlugin(r request) (any, *refusal) {
	for _, p := range f.state.plugins {
		if p.ARN == r.arn {
			return p, nil
		}
	}
	return nil, notFound("The custom plugin %s does not exist", r.arn)
}

type workerConfigRow struct {
	ARN         string         `json:"workerConfigurationArn"`
	Name        string         `json:"name"`
	Description string         `json:"description"`
	State       string         `json:"workerConfigurationState"`
	Created     time.Time      `json:"creationTime"`
	Latest      workerRevision `json:"latestRevision"`

	properties string
}

type workerRevision struct {
	Revision    int       `json:"revision"`
	Description string    `json:"description"`
	Created     time.Time `json:"creationTime"`
	Content     string    `json:"propertiesFileContent,omitempty"` // base64; only described
}

// listWorkerConfigurations is ListWorkerConfigurations.
func (f service) listWorkerConfigurations(r request) (any, *refusal) {
	rows := []workerConfigRow{}
	for _, w := range f.state.workers {
		if strings.HasPrefix(w.Name, r.query.Get("namePrefix")) {
			rows = append(rows, w)
		}
	}
	page, next, refused := pageOf(rows, r)
	return answerList("workerConfigurations", page, next), refused
}

// describeWorkerConfiguration is DescribeWorkerConfiguration.
func (f service) describeWorkerConfiguration(r request) (any, *refusal) {
	for _, w := range f.state.workers {
		if w.ARN == r.arn {
			w.Latest.Content = base64.StdEncoding.EncodeToString([]byte(w.properties))
			return w, nil
		}
	}
	return nil, notFound("The worker configuration %s does not exist", r.arn)
}
