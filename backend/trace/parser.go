package trace

import (
	"slices"
	"strings"
	"unicode"
)

// parser reads line by line. Everything that is not recognised belongs to the
// message of the current exception until that has frames, and is left out
// after. The difficulty is a message that itself looks like a trace: a line
// "Caused by" without a class stays in the message, and when frames follow a
// "... n more" the part in between was a message after all.
type parser struct {
	lines    []string
	at       int
	sections []*section
	bare     []int      // sections that had neither frames nor an end when they were opened
	wrapped  []*section // of "Wrapped by": each is outside all before
	done     bool
}

type section struct {
	link       Link
	first      string // what the message begins with
	from, to   int    // lines of the rest of the message
	deep       int    // indentation of a suppressed exception, -1 otherwise
	closed     bool   // "... n more" was read
	standalone bool   // the first, found without a "Caused by"
}

func (p *parser) current() *section {
	if len(p.sections) == 0 {
		return nil
	}
	return p.sections[len(p.sections)-1]
}

func (p *parser) line(line string) {
	if p.current() == nil {
		p.begin(line)
		return
	}
	if frame, ok := frameOf(line, p.at == len(p.lines)-1); ok {
		p.frame(frame)
		return
	}
	s := p.current()
	begun := len(s.link.Frames) > 0 || s.closed
	if n, common, ok := moreOf(line); ok && (begun || indent(line) > 0) {
		s.closed = true
		if common {
			s.link.Common += n
		}
		return
	}
	if p.header(line, begun) {
		return
	}
	switch {
	case circular(line) && indent(line) > 0:
	case !begun:
		p.text(line)
	case indent(line) == 0:
		// Another trace after this one is another failure.
		_, p.done = classOf(afterThread(line), false)
	}
}

// begin reads up to the first line with content.
func (p *parser) begin(line string) {
	if strings.TrimSpace(line) == "" {
		return
	}
	if p.header(line, true) {
		return
	}
	if frame, ok := frameOf(line, false); ok {
		p.open(Cause{}, -1)
		p.frame(frame)
		return
	}
	cause, ok := classOf(afterThread(strings.TrimSpace(line)), p.framesFollow())
	if !ok {
		cause = Cause{Message: strings.TrimSpace(line)}
	}
	p.open(cause, -1)
	p.current().standalone = true
}

// open begins an exception whose header is the current line.
func (p *parser) open(c Cause, deep int) {
	link := Link{Cause: Cause{Class: c.Class}}
	p.bare = append(p.bare, len(p.sections))
	p.sections = append(p.sections, &section{link: link, first: c.Message, from: p.at + 1, to: p.at + 1, deep: deep})
}

// text adds a line to the message. Lines of a log in front of a trace are
// dropped when the exception itself is met.
func (p *parser) text(line string) {
	s := p.current()
	if s.standalone && s.link.Class == "" && len(p.sections) == 1 {
		if c, ok := classOf(afterThread(line), false); ok {
			p.sections, p.bare = p.sections[:0], nil
			p.open(c, -1)
			return
		}
	}
	s.to = p.at + 1
}

// framesFollow looks one line ahead.
func (p *parser) framesFollow() bool {
	if p.at+1 >= len(p.lines) {
		return false
	}
	_, ok := frameOf(p.lines[p.at+1], false)
	return ok && indent(p.lines[p.at+1]) > 0
}

func (p *parser) frame(frame string) {
	if p.current().closed {
		p.unquote()
	}
	s := p.current()
	s.link.Frames = append(s.link.Frames, frame)
}

// unquote gives exceptions that turned out to be part of a message back to it:
// no exception has frames after its "... n more".
func (p *parser) unquote() {
	for len(p.bare) > 0 {
		owner := p.bare[len(p.bare)-1]
		if s := p.sections[owner]; owner < len(p.sections)-1 && len(s.link.Frames) == 0 && !s.closed {
			s.to = p.at
			p.sections = p.sections[:owner+1]
			return
		}
		p.bare = p.bare[:len(p.bare)-1] // what has frames or an end once keeps it
	}
}

// header reads "Caused by: …", "Suppressed: …" and "Wrapped by: …". begun says
// that the frames of the current exception were read, so that the line can be
// nothing else.
func (p *parser) header(line string, begun bool) bool {
	deep := indent(line)
	kind, rest, ok := strings.Cut(line[deep:], ": ")
	if !ok {
		kind, rest = strings.TrimSuffix(line[deep:], ":"), ""
	}
	if kind != "Caused by" && kind != "Suppressed" && kind != "Wrapped by" {
		return false
	}
	if circular(rest) {
		return true
	}
	cause, ok := classOf(rest, begun || p.framesFollow())
	if !ok && (!begun || kind == "Suppressed") {
		return false
	}
	if !ok {
		cause = Cause{Message: strings.TrimSpace(rest)}
	}
	if p.cut(cause) {
		return true
	}
	p.open(cause, p.depth(kind, deep))
	return true
}

// depth is -1 for the chain itself. A cause inside of a suppressed exception
// is indented as that is or more.
func (p *parser) depth(kind string, indentation int) int {
	within := -1
	if p.current() != nil {
		within = p.current().deep
	}
	switch {
	case within > 0 && indentation >= within:
		return within
	case kind == "Suppressed":
		return max(indentation, 1)
	case kind == "Wrapped by":
		p.wrapped = append(p.wrapped, p.sections...)
		p.sections, p.bare = nil, nil
	}
	return -1
}

// cut recognises a class name that the end of the text cut inside of its
// package: it is no cause to show.
func (p *parser) cut(c Cause) bool {
	if p.at < len(p.lines)-1 {
		return false
	}
	name := c.Class + c.Message
	if strings.ContainsAny(name, " :[{(") || c.Class != "" && c.Message != "" {
		return false
	}
	return !strings.ContainsFunc(name[strings.LastIndexByte(name, '.')+1:], unicode.IsUpper)
}

// afterThread drops `Exception in thread "main" `.
func afterThread(line string) string {
	rest, ok := strings.CutPrefix(line, `Exception in thread "`)
	if !ok {
		return line
	}
	if _, after, found := strings.Cut(rest, `" `); found {
		return after
	}
	return line
}

// chain puts the sections together, outermost first.
func (p *parser) chain() []Link {
	var out, inner []Link
	for _, s := range p.sections {
		out = p.add(out, s)
	}
	for _, s := range p.wrapped {
		inner = p.add(inner, s)
	}
	if len(p.wrapped) == 0 {
		return out
	}
	slices.Reverse(inner)
	return append(out, inner...)
}

func (p *parser) add(chain []Link, s *section) []Link {
	message := append([]string{s.first}, p.lines[s.from:s.to]...)
	s.link.Message = strings.TrimRight(strings.Join(message, "\n"), "\n\t ")
	if s.deep > 0 && len(chain) > 0 {
		owner := &chain[len(chain)-1]
		owner.Suppressed = append(owner.Suppressed, s.link)
		return chain
	}
	return append(chain, s.link)
}
