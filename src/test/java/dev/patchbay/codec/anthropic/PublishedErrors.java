package dev.patchbay.codec.anthropic;

import java.util.Set;

/// The types of errors that Anthropic's documentation names.
public final class PublishedErrors {
    public static final Set<String> TYPES =
            Set.of(
                    "invalid_request_error",
                    "authentication_error",
                    "billing_error",
                    "permission_error",
                    "not_found_error",
                    "timeout_error",
                    "conflict_error",
                    "request_too_large",
                    "rate_limit_error",
                    "api_error",
                    "overloaded_error");

    private PublishedErrors() {}
}
