package dev.patchbay.connect;

/// A program that can talk to us.
public sealed interface ClientApp permits ClaudeCode, AnyClient {
    /// The word that it is named by on the command line.
    String id();

    /// What people call it.
    String title();
}
