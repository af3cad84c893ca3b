package msk

import (
	"context"
	"fmt"
	"net/http"

	"github.com/aws/aws-sdk-go-v2/service/kafkaconnect"

	"sluiceway/backend/worker"
)

func deleteCall(name string) call {
	return call{
		action: "DeleteConnector", name: name, write: true, undone: "Nothing was deleted.",
		whether: fmt.Sprintf("“%s” was deleted", name), check: "the list",
	}
}

// Delete is DeleteConnector. The service takes a while to delete it.
func (c configWriter) Delete(ctx context.Context, name string) (worker.Receipt, error) {
	defer c.lists.wrote()
	return withARN(ctx, c.connection, deleteCall(name), func(k call) (worker.Receipt, error) {
		if _, err := c.api.DeleteConnector(ctx, &kafkaconnect.DeleteConnectorInput{ConnectorArn: &k.arn}); err != nil {
			return worker.Receipt{}, c.problem(ctx, k, err)
		}
		return worker.Receipt{Status: http.StatusOK, Operation: deletion + k.arn}, nil
	})
}
