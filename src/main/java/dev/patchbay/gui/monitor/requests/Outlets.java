package dev.patchbay.gui.monitor.requests;

import dev.patchbay.history.Export;
import dev.patchbay.history.Filter;
import dev.patchbay.history.KeptExchange;

import java.nio.file.Path;
import java.util.Optional;

/// What other programs are given of requests. Nothing secret is in it. All of it may block.
public interface Outlets {
    /// As what one request can be had.
    enum Form {
        CURL,
        JSON,
        HAR
    }

    /// @return empty where too little was kept of it
    Optional<String> text(KeptExchange exchange, Form form) throws Exception;

    /// Writes all that fit, oldest first.
    void export(Export format, Filter filter, Path file) throws Exception;

    void write(String text, Path file) throws Exception;
}
