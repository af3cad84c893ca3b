# catalog-opensearch-sink, as stored on orders-eu at 12:21:04
# Set before you run this:
#   CONNECT_USER          user name for the worker
#   CONNECT_PASSWORD      password for the worker
#   CONNECTION_PASSWORD   connection.password
# escapes a value for JSON: quotes, backslashes and control characters
json() { printf '%s\n' "$1" | LC_ALL=C awk 'BEGIN { for (i = 1; i < 32; i++) m[sprintf("%c", i)] = "\\" sprintf("u%04x", i)
  m[sprintf("%c", 127)] = "\\u007f"; m["\""] = "\\\""; m["\\"] = "\\\\" } NR > 1 { printf "%s", "\\n" }
  { n = length($0); for (i = 1; i <= n; i++) { c = substr($0, i, 1); printf "%s", (c in m) ? m[c] : c } }'; }
: "${CONNECT_USER:?}" "${CONNECT_PASSWORD:?}" "${CONNECTION_PASSWORD:?}" &&
curl -sS --fail-with-body -X PUT \
  -u "$CONNECT_USER:$CONNECT_PASSWORD" \
  -H 'Content-Type: application/json' \
  --data-binary @- \
  'https://connect-1.orders.eu.internal:8443/connectors/catalog-opensearch-sink/config' <<JSON
{
  "name": "catalog-opensearch-sink",
  "connector.class": "io.aiven.kafka.connect.opensearch.OpensearchSinkConnector",
  "tasks.max": "4",
  "behavior.on.null.values": "delete",
  "connection.password": "$(json "$CONNECTION_PASSWORD")",
  "connection.url": "https://search-eu.internal:9200",
  "connection.username": "\${file:/etc/kafka-connect/search.properties:user}",
  "note": "größer 🙂 \`a\` \$b \\\\ \\"c\\"\\n",
  "topics.regex": "catalog[.].+"
}
JSON
