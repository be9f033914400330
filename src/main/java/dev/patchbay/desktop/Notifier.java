package dev.patchbay.desktop;

/// The desktop's notifications. Nothing here blocks, and nothing fails: who can hear no
/// notification finds the same in the log.
public interface Notifier {
    void show(Notice notice);
}
