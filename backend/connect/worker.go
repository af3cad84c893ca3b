package connect

// WorkerInfo is the answer of GET /.
type WorkerInfo struct {
	Version        string `json:"version"`
	Commit         string `json:"commit"`
	KafkaClusterID string `json:"kafka_cluster_id"`
}

// Health is the answer of GET /health (KIP-1017, from 3.9): "healthy",
// "starting" or "unhealthy".
type Health struct {
	Status  string `json:"status"`
	Message string `json:"message"`
}
