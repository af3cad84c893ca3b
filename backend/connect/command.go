package connect

// CommandInput is the word of a command that stands for the URL of its input, a file.
const CommandInput = "<input>"

// Command is a command of a vendor's tool that sends a config. Its input is JSON in a file.
type Command struct {
	Words []string // the tool and its arguments
	// Asks is a command before it. The last of Words gets what that prints.
	Asks []string
	// Config is what is sent: without the keys that are not part of the config at the service.
	Config Config
	// Member is the member of the input that has the config, and Around are the others. Without
	// them the input is the config alone.
	Member string
	Around []CommandMember
	Needs  string // what is needed to run it
}

// CommandMember is a member of the input: its key, and its value as JSON.
type CommandMember struct{ Key, JSON string }
