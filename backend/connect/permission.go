package connect

// Permission is a sort of change that a profile allows or denies.
type Permission string

// The permissions. Every write needs exactly one of them.
const (
	PermitCreate  Permission = "create"  // create a connector
	PermitEdit    Permission = "edit"    // change a connector's config
	PermitState   Permission = "state"   // pause, resume, stop, restart a connector or a task
	PermitDelete  Permission = "delete"  // delete a connector
	PermitOffsets Permission = "offsets" // change or reset a connector's offsets
)

// Denied are the changes that a profile does not allow. The zero value allows all of them, as
// every profile did before there were permissions.
type Denied struct {
	Create  bool `json:"create,omitempty"`
	Edit    bool `json:"edit,omitempty"`
	State   bool `json:"state,omitempty"`
	Delete  bool `json:"delete,omitempty"`
	Offsets bool `json:"offsets,omitempty"`
}

// DeniedAll denies every change: the profile is read-only.
func DeniedAll() Denied {
	return Denied{Create: true, Edit: true, State: true, Delete: true, Offsets: true}
}

// Has reports whether a permission is denied. An unknown one is.
func (d Denied) Has(permission Permission) bool {
	switch permission {
	case PermitCreate:
		return d.Create
	case PermitEdit:
		return d.Edit
	case PermitState:
		return d.State
	case PermitDelete:
		return d.Delete
	case PermitOffsets:
		return d.Offsets
	}
	return true
}
