package entries

import "sluiceway/backend/connect"

func (p *plainReader) status(s *connect.Status) {
	p.object(func(key string) {
		switch key {
		case "name":
			s.Name = p.string()
		case "connector":
			p.instance(&s.Connector)
		case "tasks":
			s.Tasks = []connect.TaskStatus{}
			p.array(func() {
				s.Tasks = append(s.Tasks, connect.TaskStatus{})
				p.task(&s.Tasks[len(s.Tasks)-1])
			})
		case "type":
			s.Type = connect.ConnectorType(p.known())
		}
	}, "name", "connector", "tasks", "type")
}

func (p *plainReader) instance(s *connect.InstanceStatus) {
	p.object(func(key string) {
		p.running(key, &s.State, &s.WorkerID, &s.Trace, &s.Version)
	}, "state", "worker_id", "trace", "version")
}

func (p *plainReader) task(s *connect.TaskStatus) {
	p.object(func(key string) {
		if key == "id" {
			s.ID = p.number()
			return
		}
		p.running(key, &s.State, &s.WorkerID, &s.Trace, &s.Version)
	}, "id", "state", "worker_id", "trace", "version")
}

// running reads a field that a connector and its tasks have in common.
func (p *plainReader) running(key string, state *connect.State, worker, trace, version *string) {
	switch key {
	case "state":
		*state = connect.State(p.known())
	case "worker_id":
		*worker = p.known()
	case "trace":
		*trace = p.string()
	case "version":
		*version = p.known()
	}
}
