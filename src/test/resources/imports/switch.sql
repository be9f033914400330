-- CC Switch SQLite 导出
-- 生成时间: 2026-01-01 00:00:00
-- user_version: 12
PRAGMA foreign_keys=OFF;
PRAGMA user_version=12;
BEGIN TRANSACTION;
CREATE TABLE prompts (id TEXT NOT NULL, content TEXT NOT NULL);
CREATE TABLE providers (
                id TEXT NOT NULL,
                app_type TEXT NOT NULL,
                name TEXT NOT NULL, settings_config TEXT NOT NULL, created_at INTEGER,
                meta TEXT NOT NULL DEFAULT '{}', is_current BOOLEAN NOT NULL DEFAULT 0
            );
INSERT INTO "prompts" ("id", "content") VALUES ('p', 'Somebody''s text:
INSERT INTO "providers" ("id") VALUES (1);
ends; here');
INSERT INTO "providers" ("id", "app_type", "name", "settings_config", "created_at", "meta", "is_current") VALUES ('one', 'claude', 'Somebody''s GLM', '{"env":{"ANTHROPIC_BASE_URL":"https://open.bigmodel.cn/api/anthropic","ANTHROPIC_AUTH_TOKEN":"hush of glm"}}', 1767225600, '{}', 1),('two', 'codex', 'Codex', '{"auth":{}}', NULL, '{}', 1);
INSERT INTO "providers" ("id", "app_type", "name", "settings_config", "created_at", "meta", "is_current") VALUES ('three', 'claude', 'Hub', '{"env":{"ANTHROPIC_BASE_URL":"https://aihubmix.com","ANTHROPIC_API_KEY":"hush of the hub"}}', 1.5, X'7B7D', 0);
COMMIT;
PRAGMA foreign_keys=ON;
