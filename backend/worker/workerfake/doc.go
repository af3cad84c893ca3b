// Package workerfake has clusters in memory for the tests of services, held to
// the port's suite in workertest, so that no test stands on a fake that is
// kinder than a real cluster.
//
// [Fake] can do everything that a new Apache worker can, less what a test takes
// away with Lack. [Poor] is a kind of cluster as different as kinds may be: no
// tasks, no validate, no definitions, masked secrets, and changes that go on
// after the answer.
//
// Both record every call as a text, such as "names" or "restart a/0". A test
// makes a call fail before the cluster acts (OnCall) or after it (OnDone), and
// shapes what there is with Put, SetConfig and Drop.
package workerfake
