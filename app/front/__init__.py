"""The front (asynchronous, buffering): takes requests in, slow or quick, and a thread only for one that is whole."""
