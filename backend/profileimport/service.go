package profileimport

import (
	"context"
	"crypto/rand"
	"os"
	"slices"
	"sync"

	"sluiceway/backend/clusterfiles"
	"sluiceway/backend/connect"
	"sluiceway/backend/profile"
	"sluiceway/backend/worker"
)

// mostOpen is how many files are held at once. The page has one dialog; the others are those
// of a page that was loaded again.
const mostOpen = 3

// Service holds the files that a person has opened. Set the fields before use; Profiles and
// Stored are required.
type Service struct {
	Profiles  Profiles
	Stored    Stored
	Kinds     worker.Kinds
	LookupEnv func(name string) (string, bool) // nil: os.LookupEnv

	mu   sync.Mutex
	open []*document // oldest first
}

// document is an opened file, with its secrets.
type document struct {
	id       string
	fileName string
	parsed   clusterfiles.Document

	mu      sync.Mutex
	values  map[string]connect.Secret // of variables
	origins map[string]Origin         // where the values are from; also of variables that are not set
	saved   map[int]connect.ProfileID // by the number of the cluster
}

// OpenText parses a file that was pasted or dropped. fileName may be empty. The error has
// CodeInvalid if no tool is recognised; it contains nothing of the text.
func (s *Service) OpenText(ctx context.Context, fileName string, text []byte) (View, error) {
	parsed, err := clusterfiles.Parse(fileName, text)
	if err != nil {
		return View{}, err
	}
	d := &document{
		id: rand.Text(), fileName: fileName, parsed: parsed,
		values: map[string]connect.Secret{}, origins: map[string]Origin{}, saved: map[int]connect.ProfileID{},
	}
	view, err := s.view(ctx, d)
	if err != nil {
		return View{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.open = append(s.open, d); len(s.open) > mostOpen {
		s.open = slices.Delete(s.open, 0, 1)
	}
	return view, nil
}

// OpenFile reads and parses a file. Other than OpenText, the error can be about reading.
func (s *Service) OpenFile(ctx context.Context, path string) (View, error) {
	text, err := readFile(path)
	if err != nil {
		return View{}, err
	}
	return s.OpenText(ctx, baseName(path), text)
}

// Close drops an opened file with its secrets and values.
func (s *Service) Close(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open = slices.DeleteFunc(s.open, func(d *document) bool { return d.id == id })
}

func (s *Service) document(id string) (*document, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, d := range s.open {
		if d.id == id {
			return d, nil
		}
	}
	return nil, connect.Errorf(connect.CodeNotFound, "The file is not open any more. Nothing was added. Open or paste it again.")
}

func (s *Service) lookupEnv(name string) (string, bool) {
	if s.LookupEnv != nil {
		return s.LookupEnv(name)
	}
	return os.LookupEnv(name)
}

// Profiles are the profiles that exist.
type Profiles interface {
	List(ctx context.Context) ([]profile.View, error)
	Matches(ctx context.Context, input profile.Input) ([]connect.ProfileID, error)
	SaveAll(ctx context.Context, inputs []profile.Input) []profile.SavedOrProblem
}

// Stored are the same profiles as they are stored.
type Stored interface {
	Profiles(ctx context.Context) ([]connect.Profile, error)
}
