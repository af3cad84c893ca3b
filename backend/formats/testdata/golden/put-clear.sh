# catalog-opensearch-sink, as stored on orders-eu at 12:21:04
curl -sS --fail-with-body -X PUT \
  -H 'Content-Type: application/json' \
  --data-binary @- \
  'https://connect-1.orders.eu.internal:8443/connectors/catalog-opensearch-sink/config' <<'JSON'
{
  "name": "catalog-opensearch-sink",
  "connector.class": "io.aiven.kafka.connect.opensearch.OpensearchSinkConnector",
  "tasks.max": "4",
  "behavior.on.null.values": "delete",
  "connection.password": "s3cr3t-value",
  "connection.url": "https://search-eu.internal:9200",
  "connection.username": "${file:/etc/kafka-connect/search.properties:user}",
  "note": "größer 🙂 `a` $b \\ \"c\"\n",
  "topics.regex": "catalog[.].+"
}
JSON
