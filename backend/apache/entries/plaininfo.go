package entries

import "sluiceway/backend/connect"

func (p *plainReader) info(c *connect.Connector) {
	p.object(func(key string) {
		switch key {
		case "name":
			c.Name = p.string()
		case "config":
			c.Config = p.texts()
		case "tasks":
			c.Tasks = []connect.TaskID{}
			p.array(func() {
				c.Tasks = append(c.Tasks, connect.TaskID{})
				p.taskID(&c.Tasks[len(c.Tasks)-1])
			})
		case "type":
			c.Type = connect.ConnectorType(p.known())
		}
	}, "name", "config", "tasks", "type")
}

func (p *plainReader) taskID(id *connect.TaskID) {
	p.object(func(key string) {
		switch key {
		case "connector":
			id.Connector = p.string()
		case "task":
			id.Task = p.number()
		}
	}, "connector", "task")
}
