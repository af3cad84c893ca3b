// Package workerfake has clusters in memory for the tests of services. They pass the
// conformance suite in workertest, so that no fake is kinder than a real cluster.
//
// [Fake] can do everything that a new Apache worker can, except the features that a test
// removes with Lack. [Poor] is as different as a kind of cluster can be: no tasks, no
// validation, no definitions, masked secrets, and changes that continue after the answer.
//
// Both record every call as a text, such as "names" or "restart a/0". A test can make a
// call fail before the cluster acts (OnCall) or after it (OnDone), and sets the contents of
// the cluster with Put, SetConfig and Drop.
package workerfake
