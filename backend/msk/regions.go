package msk

import (
	"context"
	"slices"

	"sluiceway/backend/connect"
	"sluiceway/backend/worker"
)

// regions returns the regions with an endpoint of the service, from the data of the SDK. The
// service has no call for them, so another one can be typed.
func regions() []string {
	return []string{
		"af-south-1", "ap-east-1", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-south-2",
		"ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-7",
		"ca-central-1", "ca-west-1", "eu-central-1", "eu-central-2", "eu-north-1", "eu-south-1", "eu-south-2",
		"eu-west-1", "eu-west-2", "eu-west-3", "il-central-1", "me-central-1", "me-south-1", "mx-central-1",
		"sa-east-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2", "cn-north-1", "cn-northwest-1",
	}
}

// discover lists the regions: first the one of the AWS profile, then the others. It sends
// nothing.
func discover(ctx context.Context, p connect.Profile, _ connect.Secrets) ([]worker.Place, error) {
	p.Scope = ""
	own, err := regionOf(ctx, p)
	if err != nil {
		return nil, err
	}
	var out []worker.Place
	add := func(region, title string) {
		out = append(out, worker.Place{Title: title, Scope: region, Places: []worker.Place{}})
	}
	if own != "" {
		add(own, own+" (from the AWS profile)")
	}
	all := regions()
	slices.Sort(all)
	for _, region := range all {
		if region != own {
			add(region, region)
		}
	}
	return out, nil
}
