package erp.crm.setup;

import erp.core.value.Code;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;

/**
 * A territory as it is to be.
 *
 * @param code stays for good
 * @param country ISO 3166-1, two letters; one without is for all that no other is for
 * @param postalPrefix only where a postal code of the country begins so
 * @param members who gets its leads, in turn
 */
public record NewTerritory(
        @Code(max = 32) String code,
        @NotBlank @Size(max = 200) String name,
        @Pattern(regexp = "[A-Z]{2}") @Nullable String country,
        @Size(min = 1, max = 20) @Nullable String postalPrefix,
        @Size(max = 200) List<Member> members) {
    /** Somebody whose turn comes. */
    public record Member(UUID representativeId) {}

    public NewTerritory {
        members = List.copyOf(members);
    }

    List<UUID> representatives() {
        return members.stream().map(Member::representativeId).toList();
    }
}
