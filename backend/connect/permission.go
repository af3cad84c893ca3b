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

// Denies returns why the profile does not allow a change, such as “Deleting is off in this
// cluster's profile.”, or an empty text if it does.
func (p Profile) Denies(permission Permission) string {
	switch {
	case !p.Denied.Has(permission):
		return ""
	case p.ReadOnly():
		return "This profile is read-only."
	}
	words := "This change"
	switch permission {
	case PermitCreate:
		words = "Creating connectors"
	case PermitEdit:
		words = "Editing"
	case PermitState:
		words = "Pause, resume, stop and restart"
	case PermitDelete:
		words = "Deleting"
	case PermitOffsets:
		words = "Changing offsets"
	}
	if permission == PermitState {
		return words + " are off in this cluster's profile."
	}
	return words + " is off in this cluster's profile."
}

// Permit returns an error with CodeReadOnly if the profile does not allow a change.
func (p Profile) Permit(permission Permission) error {
	why := p.Denies(permission)
	switch {
	case why == "":
		return nil
	case p.ReadOnly():
		return Errorf(CodeReadOnly, "%s Nothing was sent. To change something here, turn read-only off in the profile.", why)
	}
	return Errorf(CodeReadOnly, "%s Nothing was sent. To do this, allow it in the profile.", why)
}
