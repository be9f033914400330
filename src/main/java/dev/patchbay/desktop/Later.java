package dev.patchbay.desktop;

import java.time.Duration;

/// Does something later.
public interface Later {
    void after(Duration wait, Runnable what);

    /// On threads that cost nothing while they wait.
    ///
    /// @param name of the threads
    static Later named(String name) {
        return (wait, what) ->
                Thread.ofVirtual()
                        .name(name)
                        .start(
                                () -> {
                                    try {
                                        Thread.sleep(wait);
                                        what.run();
                                    } catch (InterruptedException e) {
                                        Thread.currentThread().interrupt();
                                    }
                                });
    }
}
