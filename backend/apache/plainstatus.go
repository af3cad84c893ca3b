package apache

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
		switch key {
		case "state":
			s.State = connect.State(p.known())
		case "worker_id":
			s.WorkerID = p.known()
		case "trace":
			s.Trace = p.string()
		case "version":
			s.Version = p.known()
		}
	}, "state", "worker_id", "trace", "version")
}

func (p *plainReader) task(s *connect.TaskStatus) {
	p.object(func(key string) {
		switch key {
		case "id":
			s.ID = p.number()
		case "state":
			s.State = connect.State(p.known())
		case "worker_id":
			s.WorkerID = p.known()
		case "trace":
			s.Trace = p.string()
		case "version":
			s.Version = p.known()
		}
	}, "id", "state", "worker_id", "trace", "version")
}
