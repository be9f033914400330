package dev.patchbay.backend;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioIoThread;
import org.xnio.XnioWorker;

import java.io.IOException;
import java.util.Objects;

/// The one I/O thread of a class of tests; ends with it.
public final class IoThread implements BeforeAllCallback, AfterAllCallback {
    private @Nullable XnioWorker worker;

    public XnioIoThread get() {
        return Objects.requireNonNull(worker).getIoThread();
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        worker = Xnio.getInstance().createWorker(OptionMap.create(Options.WORKER_IO_THREADS, 1));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Objects.requireNonNull(worker).shutdown();
    }
}
