package io.tidings.embedded;

import java.util.regex.Pattern;

/**
 * A service's database and its two roles.
 *
 * @param owner owns the database and runs the migrations
 * @param app what the service works as: no owner, no superuser, cannot bypass row-level security; migrations grant it
 *     the tables
 */
public record ServiceDatabase(String name, String owner, String ownerPassword, String app, String appPassword) {
    private static final Pattern IDENTIFIER = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    public ServiceDatabase {
        for (String identifier : new String[] {name, owner, app}) {
            if (!IDENTIFIER.matcher(identifier).matches()) {
                throw new IllegalArgumentException("Not a plain SQL identifier: " + identifier);
            }
        }
    }
}
