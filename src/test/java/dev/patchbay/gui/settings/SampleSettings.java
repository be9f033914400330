package dev.patchbay.gui.settings;

import dev.patchbay.settings.Settings;

/// Settings of an invented user.
public final class SampleSettings {
    private static final String FULL =
            """
            { "version": 1,
              "server": { "tokens": [ { "name": "default", "token": "file:tokens/default" },
                { "name": "work-laptop", "token": "file:tokens/work", "profile": "work" } ] },
              "prices": { "qwen/qwen3-coder": { "input": 0.22, "output": 0.95 },
                "qwen3:8b": { "input": 0, "output": 0 } },
              "backends": [
                { "id": "openrouter", "preset": "openrouter",
                  "headers": { "X-Title": "Patchbay" }, "quirks": { "maxTools": 64 },
                  "auth": { "keys": ["keychain:backend/openrouter/1", "env:OPENROUTER_API_KEY"] } },
                { "id": "claude", "preset": "anthropic", "name": "Anthropic, work",
                  "auth": { "keys": ["keychain:backend/claude/1"] } },
                { "id": "ollama", "preset": "ollama", "rewrites": [
                    { "name": "No cap", "kind": "drop-field", "field": "max_tokens" },
                    { "name": "Brief", "kind": "append-to-system", "enabled": false,
                      "text": "Answer briefly." } ] },
                { "id": "azure", "preset": "azure", "name": "Azure EU", "enabled": false,
                  "baseUrl": "https://example.openai.azure.com/openai/v1",
                  "auth": { "keys": ["env:AZURE_KEY"] } },
                { "id": "ob1", "preset": "ob1" },
                { "id": "demo", "kind": "demo" } ],
              "aliases": [
                { "name": "claude-opus-*", "targets": [
                    { "backend": "openrouter", "model": "qwen/qwen3-coder" },
                    { "backend": "demo", "model": "demo" } ] },
                { "name": "sonnet",
                  "cases": [ { "when": { "longerThan": 60000 },
                    "targets": [ { "backend": "openrouter", "model": "google/gemini-2.5-pro" } ] },
                    { "when": { "images": true },
                    "targets": [ { "backend": "claude", "model": "claude-sonnet-4-5" } ] } ],
                  "targets": [ { "backend": "claude", "model": "claude-sonnet-4-5" },
                    { "backend": "openrouter", "model": "anthropic/claude-sonnet-4.5" } ] },
                { "name": "fast", "targets": [ { "backend": "ollama", "model": "qwen3:8b" } ] } ],
              "tiers": { "opus": "claude-opus-*", "sonnet": "sonnet", "haiku": "fast" },
              "defaultAlias": "sonnet",
              "profiles": [ { "id": "work" } ],
              "budgets": [
                { "scope": "all", "period": "day", "usd": 5, "at100": "warn" },
                { "scope": "backend:claude", "period": "month", "usd": 80, "at100": "alias:fast" },
                { "scope": "profile:work", "period": "month", "usd": 200, "at100": "refuse" } ],
              "history": { "keepBodies": true, "days": 30, "megabytes": 512 },
              "desktop": { "startAtLogin": true, "theme": "system" } }
            """;

    private SampleSettings() {}

    public static Settings full() {
        try {
            return Settings.parse(FULL);
        } catch (dev.patchbay.settings.SettingsRefused e) {
            throw new AssertionError(e);
        }
    }
}
