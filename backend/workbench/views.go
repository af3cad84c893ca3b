package workbench

// Views join the data of several services to what a window or a command line shows.
// They can be used once [Workbench.Open] has returned without an error.
type Views struct{ bench *Workbench }
