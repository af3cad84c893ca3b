package records

import (
	"context"
	"sync"

	"sluiceway/backend/connect"
)

// keyName is the name of the data key in the keyring.
const keyName = "drafts/data-key"

const keyPurpose = "the key that seals drafts"

// vault gets the data key, once, in a goroutine of its own, because the keyring
// may keep it waiting far longer than a draft may wait to be on disk.
type vault struct {
	keys  Keys
	onKey func(ctx context.Context) // called once, when the key is there

	mu      sync.Mutex
	key     *dataKey
	err     error         // why the last try gave no key
	running chan struct{} // closed when the try under way ends; nil: none
	create  bool          // of the try under way: make a key where there is none
	stop    []context.CancelFunc
	group   sync.WaitGroup
}

// have returns the key if it is here already.
func (v *vault) have() *dataKey {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.key
}

// waiting tells whether the keyring is being asked now.
func (v *vault) waiting() bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.running != nil
}

// failed tells whether the keyring was asked and gave no key.
func (v *vault) failed() bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.key == nil && v.err != nil
}

// result returns what the last try gave.
func (v *vault) result() (*dataKey, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.key, v.err
}

// ask starts a try unless the key is here or one is under way, and returns a
// channel that is closed at its end. Where an earlier try failed there is a new
// one only if again is set: the person should not be asked at every key press.
func (v *vault) ask(ctx context.Context, create, again bool) <-chan struct{} {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.running != nil {
		v.create = v.create || create
		return v.running
	}
	missing := connect.CodeOf(v.err) == connect.CodeSecretMissing
	if v.key != nil || (v.err != nil && !again && (!missing || !create)) {
		done := make(chan struct{})
		close(done)
		return done
	}
	// The try outlives the call that needs the key: a late answer is used.
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	done := make(chan struct{})
	v.running, v.create = done, create
	v.stop = append(v.stop, cancel)
	v.group.Go(func() {
		defer cancel()
		v.try(ctx, done)
	})
	return done
}

func (v *vault) try(ctx context.Context, done chan struct{}) {
	key, err := v.fetch(ctx)
	v.mu.Lock()
	v.key, v.err, v.running = key, err, nil
	v.mu.Unlock()
	if key != nil {
		v.onKey(ctx)
	}
	close(done)
}

func (v *vault) fetch(ctx context.Context) (*dataKey, error) {
	text, err := v.keys.Get(ctx, keyName, keyPurpose)
	switch {
	case connect.CodeOf(err) == connect.CodeNotFound:
		return v.make(ctx)
	case err != nil:
		return nil, err
	case v.keys.Session(keyName):
		return nil, errSessionKey()
	}
	key, err := parseDataKey(text)
	if err != nil {
		return nil, connect.Errorf(connect.CodeDamaged, "The keyring's entry for the key of the drafts cannot be used. It was left as it is, and sealed drafts stay as they are. %w", err)
	}
	return key, nil
}

func (v *vault) make(ctx context.Context) (*dataKey, error) {
	v.mu.Lock()
	create := v.create
	v.mu.Unlock()
	if !create {
		return nil, connect.Errorf(connect.CodeSecretMissing, "The key that opens sealed drafts is not in the system keyring. They stay as they are: if the keyring of this account comes back, they open again.")
	}
	key, text, err := newDataKey()
	if err != nil {
		return nil, err
	}
	session, err := v.keys.Set(ctx, keyName, keyPurpose, text)
	if err != nil {
		return nil, err
	}
	if session {
		return nil, errSessionKey()
	}
	return key, nil
}

// A key that is gone with the process must seal nothing.
func errSessionKey() error {
	return connect.Errorf(connect.CodeKeyring, "The system keyring does not answer, so drafts are stored without their secret values. Those live until the app closes.")
}

// close ends a try under way and waits for it.
func (v *vault) close() {
	v.mu.Lock()
	stop := v.stop
	v.mu.Unlock()
	for _, cancel := range stop {
		cancel()
	}
	v.group.Wait()
}
