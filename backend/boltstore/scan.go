package boltstore

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"slices"
)

// The scanner reads a bbolt file (format version 2) and checks every offset. bbolt
// itself trusts the file: a flipped offset causes a memory fault, even in the goroutine
// of its checker where it cannot be recovered, and a flipped page number an endless
// loop. So bbolt only opens files that pass the scan. From other files the scan
// recovers every value that it can read.

// Sizes in bytes. Page header: id 8, flags 2, count 2, overflow 4. Branch element: pos
// 4, key size 4, page 8. Leaf element: flags 4, pos 4, key size 4, value size 4. pos is
// relative to the element.
const (
	pageHeader  = 16
	elementSize = 16
	bucketHead  = 16 // root page 8, sequence 8; if the root is 0, an inline page follows

	flagBranch   = 0x01
	flagLeaf     = 0x02
	flagFreelist = 0x10

	elementIsBucket = 0x01
)

// Meta page after its header: magic 4, version 4, page size 4, flags 4, root bucket 16,
// freelist 8, high water mark 8, transaction 8, checksum 8 (FNV-1a of the bytes before
// it).
const (
	metaMagic   = 0xED0CDAED
	metaVersion = 2
	metaSize    = 64
	metaSum     = 56
)

var (
	errMetas     = errors.New("neither meta page can be read")
	errOneMeta   = errors.New("one of the two meta pages cannot be read")
	errTruncated = errors.New("the file is shorter than its own page count")
	errPage      = errors.New("a page has a wrong header")
	errTwice     = errors.New("a page is used twice")
	errBounds    = errors.New("an element points outside its page")
	errOrder     = errors.New("keys are out of order")
	errLostPage  = errors.New("a page is neither used nor free")
	errNested    = errors.New("unexpected nested bucket")
	errFreelist  = errors.New("the list of free pages is wrong")
)

type metaPage struct {
	pageSize, root, freelist, pages, txid uint64
}

type scanner struct {
	file   []byte
	meta   metaPage
	used   map[uint64]bool
	found  contents
	errors []error
}

// scan returns a copy of every value that can be read. The error lists all damage.
func scan(file []byte) (contents, error) {
	s := &scanner{file: file, used: map[uint64]bool{0: true, 1: true}, found: contents{}}
	if err := s.readMetas(); err != nil {
		return s.found, err
	}
	if s.meta.pages > uint64(len(file))/s.meta.pageSize {
		s.fail(errTruncated)
	}
	s.walkBuckets()
	s.checkFree()
	return s.found, errors.Join(s.errors...)
}

func (s *scanner) fail(err error) { s.errors = append(s.errors, err) }

// readMetas chooses the newer meta page. If one of them is damaged the file is usable,
// but that is reported, because the last change may be missing.
func (s *scanner) readMetas() error {
	first, ok1 := parseMeta(s.file, 0)
	size := first.pageSize
	var second metaPage
	var ok2 bool
	if ok1 {
		second, ok2 = parseMeta(s.file, size)
	} else {
		for size = 1 << 10; size <= 1<<16 && !ok2; size <<= 1 {
			second, ok2 = parseMeta(s.file, size)
			ok2 = ok2 && second.pageSize == size
		}
	}
	switch {
	case !ok1 && !ok2:
		return errMetas
	case !ok1 || !ok2:
		s.fail(errOneMeta)
	}
	s.meta = first
	if !ok1 || (ok2 && second.txid > first.txid) {
		s.meta = second
	}
	return nil
}

func parseMeta(file []byte, at uint64) (metaPage, bool) {
	at += pageHeader
	if at+metaSize > uint64(len(file)) {
		return metaPage{}, false
	}
	raw := file[at : at+metaSize]
	word := func(offset int) uint64 { return binary.NativeEndian.Uint64(raw[offset:]) }
	half := func(offset int) uint32 { return binary.NativeEndian.Uint32(raw[offset:]) }
	sum := fnv.New64a()
	_, _ = sum.Write(raw[:metaSum])
	m := metaPage{pageSize: uint64(half(8)), root: word(16), freelist: word(32), pages: word(40), txid: word(48)}
	sane := m.pageSize >= 1<<10 && m.pageSize <= 1<<16
	return m, sane && half(0) == metaMagic && half(4) == metaVersion && word(metaSum) == sum.Sum64()
}

// page returns the bytes of a page with its overflow. A page may be read only once.
func (s *scanner) page(id uint64) ([]byte, error) {
	size := s.meta.pageSize
	if id < 2 || id >= s.meta.pages || (id+1)*size > uint64(len(s.file)) {
		return nil, fmt.Errorf("page %d: %w", id, errTruncated)
	}
	raw := s.file[id*size:]
	run := 1 + uint64(binary.NativeEndian.Uint32(raw[12:]))
	if binary.NativeEndian.Uint64(raw) != id || run > s.meta.pages-id || run*size > uint64(len(raw)) {
		return nil, fmt.Errorf("page %d: %w", id, errPage)
	}
	for i := id; i < id+run; i++ {
		if s.used[i] {
			return nil, fmt.Errorf("page %d: %w", i, errTwice)
		}
		s.used[i] = true
	}
	return raw[:run*size], nil
}

// element is an entry of a branch or leaf page.
type element struct {
	isBucket   bool
	key, value []byte
	child      uint64
}

// elements parses a page. A branch has children, a leaf has values.
func elements(page []byte) (out []element, branch bool, err error) {
	if len(page) < pageHeader {
		return nil, false, errBounds
	}
	flags := binary.NativeEndian.Uint16(page[8:])
	count := int(binary.NativeEndian.Uint16(page[10:]))
	branch = flags == flagBranch
	if !branch && flags != flagLeaf {
		return nil, false, errPage
	}
	if pageHeader+count*elementSize > len(page) {
		return nil, branch, errBounds
	}
	for i := range count {
		at := pageHeader + i*elementSize
		raw := page[at:]
		var e element
		pos, keySize, valueSize := binary.NativeEndian.Uint32(raw[4:]), binary.NativeEndian.Uint32(raw[8:]), binary.NativeEndian.Uint32(raw[12:])
		if branch {
			pos, keySize, valueSize = binary.NativeEndian.Uint32(raw), binary.NativeEndian.Uint32(raw[4:]), 0
			e.child = binary.NativeEndian.Uint64(raw[8:])
		} else {
			e.isBucket = binary.NativeEndian.Uint32(raw)&elementIsBucket != 0
		}
		if uint64(pos)+uint64(keySize)+uint64(valueSize) > uint64(len(raw)) || pos < elementSize {
			err = errBounds
			continue
		}
		e.key, e.value = raw[pos:pos+keySize], raw[pos+keySize:pos+keySize+valueSize]
		out = append(out, e)
	}
	return out, branch, err
}

// walk visits every leaf element below a page in order, and continues after damage.
// first is the key of the page in its parent branch, or nil for a root. It must equal
// the first key of the page, otherwise bbolt frees pages twice.
func (s *scanner) walk(id uint64, first []byte, visit func(element)) {
	page, err := s.page(id)
	if err != nil {
		s.fail(err)
		return
	}
	s.walkPage(page, first, visit)
}

func (s *scanner) walkPage(page, first []byte, visit func(element)) {
	all, branch, err := elements(page)
	if err != nil {
		s.fail(err)
	}
	if first != nil && (len(all) == 0 || !bytes.Equal(first, all[0].key)) {
		s.fail(errOrder)
	}
	for i, e := range all {
		if i > 0 && bytes.Compare(all[i-1].key, e.key) >= 0 {
			s.fail(errOrder)
		}
		if branch {
			s.walk(e.child, e.key, visit)
		} else {
			visit(e)
		}
	}
}

func (s *scanner) walkBuckets() {
	s.walk(s.meta.root, nil, func(e element) {
		if !e.isBucket || len(e.value) < bucketHead {
			s.fail(errPage)
			return
		}
		values := map[string][]byte{}
		s.found[string(e.key)] = values
		visit := func(v element) {
			if v.isBucket {
				s.fail(errNested)
				return
			}
			values[string(v.key)] = bytes.Clone(v.value)
		}
		if root := binary.NativeEndian.Uint64(e.value); root != 0 {
			s.walk(root, nil, visit)
		} else {
			s.walkPage(e.value[bucketHead:], nil, visit)
		}
	})
}

// checkFree checks that every page is either used or free.
func (s *scanner) checkFree() {
	page, err := s.page(s.meta.freelist)
	if err != nil {
		s.fail(fmt.Errorf("%w: %w", errFreelist, err))
		return
	}
	free, err := freePages(page)
	if err != nil {
		s.fail(err)
		return
	}
	for _, id := range free {
		if id >= s.meta.pages || s.used[id] {
			s.fail(fmt.Errorf("page %d: %w", id, errFreelist))
			return
		}
		s.used[id] = true
	}
	if uint64(len(s.used)) < s.meta.pages {
		s.fail(errLostPage)
	}
}

// freePages parses the freelist. A count of 0xffff means that the first entry is the
// real count.
func freePages(page []byte) ([]uint64, error) {
	count := uint64(binary.NativeEndian.Uint16(page[10:]))
	rest := page[pageHeader:]
	if count == 0xffff {
		count, rest = binary.NativeEndian.Uint64(rest), rest[8:]
	}
	if binary.NativeEndian.Uint16(page[8:]) != flagFreelist || count > uint64(len(rest)/8) {
		return nil, errFreelist
	}
	ids := make([]uint64, count)
	for i := range ids {
		ids[i] = binary.NativeEndian.Uint64(rest[i*8:])
	}
	if !slices.IsSorted(ids) {
		return nil, errFreelist
	}
	return ids, nil
}
