package dev.patchbay.settings;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;

/// The ways of one project, taken by every request that shows a token of this profile.
///
/// @param id the word that tokens name it by
/// @param aliases names of its own, which come before everybody's
/// @param rewrites edits of its requests
/// @param budgets how much money its requests may cost; `all` are all of its own
public record Profile(
        String id,
        List<Alias> aliases,
        List<Rewrite> rewrites,
        List<Budget> budgets,
        AsWritten written) {
    public Profile {
        aliases = List.copyOf(aliases);
        rewrites = List.copyOf(rewrites);
        budgets = List.copyOf(budgets);
    }

    public static Profile of(String id, Alias... aliases) {
        return new Profile(id, List.of(aliases), List.of(), List.of(), AsWritten.NOTHING);
    }

    public Profile withAliases(List<Alias> other) {
        return new Profile(id, other, rewrites, budgets, written);
    }

    public Profile withRewrites(List<Rewrite> other) {
        return new Profile(id, aliases, other, budgets, written);
    }

    public Profile withBudgets(List<Budget> other) {
        return new Profile(id, aliases, rewrites, other, written);
    }

    static Profile read(Section in) {
        return new Profile(
                in.required("id"),
                in.named("aliases", "name", Alias::read, Alias::name),
                in.entries("rewrites", Rewrite::read),
                in.entries("budgets", own -> budget(own, in)),
                in.written());
    }

    private static Budget budget(Section own, Section in) {
        Budget budget = Budget.read(own);
        if (budget.scope().profile().isPresent() && !budget.scope().hasProfile(in.text("id"))) {
            own.wrong("scope", "must be all or backend:ID: it is a budget of this profile.");
        }
        return budget;
    }

    ObjectNode json() {
        return written.overlaid(this, Profile::read, Profile::draft);
    }

    private ObjectNode draft() {
        return new Draft()
                .put("id", id)
                .putEntries("aliases", aliases.stream().map(Alias::json).toList())
                .putEntries("rewrites", rewrites.stream().map(Rewrite::json).toList())
                .putEntries("budgets", budgets.stream().map(Budget::json).toList())
                .done();
    }
}
