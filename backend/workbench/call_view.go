package workbench

import (
	"sluiceway/backend/apache"
	"sluiceway/backend/connect"
	"sluiceway/backend/formats"
)

// CallRow is a line of the call log. Status is 0 and Failure is set where nothing
// was answered.
type CallRow struct {
	ID      float64           `json:"id"`
	Profile connect.ProfileID `json:"profile"`
	At      float64           `json:"at"`
	Method  string            `json:"method"`
	Path    string            `json:"path"` // below the profile's URL
	Status  int               `json:"status"`
	Took    float64           `json:"took"`
	Bytes   float64           `json:"bytes"`
	For     string            `json:"for"`
	You     bool              `json:"you"` // the person asked for it
	Try     int               `json:"try"` // 1 for the first
	Failure string            `json:"failure"`
}

// CallPage is a part of the call log, newest first. Stored is the number of calls in
// the whole log, Last the highest id so far, Since when the log began or was cleared.
type CallPage struct {
	Calls  []CallRow `json:"calls"`
	Stored int       `json:"stored"`
	Since  float64   `json:"since"`
	Last   float64   `json:"last"`
}

// CallDetail is one call, opened. Connect, Sent, Waited and Got split its time;
// Connect is 0 on a reused connection.
type CallDetail struct {
	Row     CallRow `json:"row"`
	URL     string  `json:"url"`
	Curl    string  `json:"curl"`
	Request string  `json:"request"`
	Answer  string  `json:"answer"`
	Connect float64 `json:"connect"`
	Reused  bool    `json:"reused"`
	Sent    float64 `json:"sent"`
	Waited  float64 `json:"waited"`
	Got     float64 `json:"got"`
	Story   string  `json:"story"` // what the call did, and what it did not do
}

// Calls returns calls of a profile (empty: all) after an id, at most limit of them
// (0: all).
func (v Views) Calls(profile connect.ProfileID, after float64, limit int) CallPage {
	page := v.bench.Requests.Page(profile, int64(after), limit)
	out := CallPage{Calls: make([]CallRow, len(page.Calls)), Stored: page.Stored, Since: connect.UnixMilli(page.Since), Last: float64(page.Last)}
	for i, c := range page.Calls {
		out.Calls[i] = callRowOf(c)
	}
	return out
}

// Call opens one call. CodeNotFound: the log has dropped it.
func (v Views) Call(id float64) (CallDetail, error) {
	c, found := v.bench.Requests.Detail(int64(id))
	if !found {
		return CallDetail{}, connect.Errorf(connect.CodeNotFound, "This call is no longer in the log, which stores the latest ones only.")
	}
	curl := formats.CallCurl(c.Method, c.URL, c.Login, c.Request)
	if c.Request == "" && c.SentBytes > 0 {
		curl = "# The body was too long for the call log; add it to this command before you run it.\n" + curl
	}
	return CallDetail{
		Row: callRowOf(c), URL: c.URL, Curl: curl, Request: c.Request, Answer: c.Answer,
		Connect: connect.Milli(c.Timing.Connect), Reused: c.Timing.Reused, Sent: connect.Milli(c.Timing.Sent),
		Waited: connect.Milli(c.Timing.Waited), Got: connect.Milli(c.Timing.Received),
		Story: apache.Story(c),
	}, nil
}

func callRowOf(c connect.Call) CallRow {
	return CallRow{
		ID: float64(c.ID), Profile: c.Profile, At: connect.UnixMilli(c.At), Method: c.Method, Path: c.Path, Status: c.Status,
		Took: connect.Milli(c.Took), Bytes: float64(c.GotBytes), For: c.Purpose.Text, You: c.Purpose.You, Try: c.Try, Failure: c.Failure,
	}
}
