package records

import (
	"context"
	"sync"

	"sluiceway/backend/connect"
)

// keyName is the name of the data key in the keyring.
const keyName = "drafts/data-key"

const keyPurpose = "the key that seals drafts"

// vault loads the data key once, in its own goroutine, because a keyring may take
// far longer to answer than a draft may wait to be stored.
type vault struct {
	keys  Keys
	onKey func(ctx context.Context) // called once, when the key is loaded

	mu      sync.Mutex
	key     *dataKey
	err     error         // why the last try failed
	running chan struct{} // closed when the current try ends; nil: none
	create  bool          // whether the current try creates a missing key
	stop    []context.CancelFunc
	group   sync.WaitGroup
}

// have returns the key, or nil while it is not loaded.
func (v *vault) have() *dataKey {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.key
}

// waiting reports whether a try is running.
func (v *vault) waiting() bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.running != nil
}

// failed reports whether the last try failed.
func (v *vault) failed() bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.key == nil && v.err != nil
}

// result returns the result of the last try.
func (v *vault) result() (*dataKey, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.key, v.err
}

// load starts a try, unless the key is loaded or a try is running, and returns a
// channel that is closed when the try ends. After a failed try it starts another
// one only if retry is set, so that the keyring does not prompt the person at every
// key press.
func (v *vault) load(ctx context.Context, create, retry bool) <-chan struct{} {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.running != nil {
		v.create = v.create || create
		return v.running
	}
	missing := connect.CodeOf(v.err) == connect.CodeSecretMissing
	if v.key != nil || (v.err != nil && !retry && (!missing || !create)) {
		done := make(chan struct{})
		close(done)
		return done
	}
	// The try outlives the call that needs the key, so that a late answer is used.
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
		return nil, connect.Errorf(connect.CodeDamaged, "The key for drafts in the system keyring cannot be used. Neither the key nor any draft was changed; drafts are stored without their secret values. %w", err)
	}
	return key, nil
}

func (v *vault) make(ctx context.Context) (*dataKey, error) {
	v.mu.Lock()
	create := v.create
	v.mu.Unlock()
	if !create {
		return nil, connect.Errorf(connect.CodeSecretMissing, "The key that opens stored drafts is not in the system keyring. No draft was changed: they open again once the keyring has that key.")
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

// errSessionKey is the error for a key that is lost when the process ends: it must
// not seal anything.
func errSessionKey() error {
	return connect.Errorf(connect.CodeKeyring, "The system keyring does not answer, so drafts are stored without their secret values. The values stay in memory until the app closes.")
}

// close cancels the current try and waits for it.
func (v *vault) close() {
	v.mu.Lock()
	stop := v.stop
	v.mu.Unlock()
	for _, cancel := range stop {
		cancel()
	}
	v.group.Wait()
}
