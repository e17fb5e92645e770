package canary.load;

import java.util.List;

/**
 * What clients need to know of the company that they trade with.
 *
 * @param currency the company's currency
 * @param errands what its users do besides
 */
public record Company(
        String currency,
        String warehouse,
        List<String> items,
        List<String> customers,
        List<User> users,
        List<ErrandKind.Prepared> errands) {

    public Company {
        items = List.copyOf(items);
        customers = List.copyOf(customers);
        users = List.copyOf(users);
        errands = List.copyOf(errands);
    }

    /** Somebody who may sign in. */
    public record User(String username, String password) {

        @Override
        public String toString() {
            return username;
        }
    }
}
