package dev.patchbay.gui.settings.models;

import dev.patchbay.hub.Rates;
import dev.patchbay.settings.Settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is known of names. All of it may block.
public interface Naming {
    /// Where a name leads.
    ///
    /// @param reason why it leads there
    /// @param cases requests that go elsewhere, each as a line for people
    record Lead(List<String> targets, String reason, List<String> cases) {
        public Lead {
            targets = List.copyOf(targets);
            cases = List.copyOf(cases);
        }
    }

    /// What an alias was used for today.
    record Use(long requests, long nanoUsd) {}

    /// Throws what a client would be told where it leads nowhere.
    ///
    /// @param profile of whom asks, where that is one of these settings
    Lead where(String name, Optional<String> profile, Settings settings);

    /// What a backend lists; fetched where that is not known.
    List<String> models(String backend);

    /// What is known of a model's price, without what the user says of it.
    ///
    /// @param name the model's, or `backend/model`
    Optional<Rates> price(String name);

    /// By the aliases' names.
    Map<String, Use> today();
}
