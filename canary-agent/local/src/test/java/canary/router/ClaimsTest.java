package canary.router;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimsTest {

    @Test
    void reads_subject_cohort_and_probe_past_other_claims() {
        String token =
                Tokens.of(
                        """
                        {"perms":["a",{"b":[1]}],"cohort":"07","name":"x","probe":true,"sub":"u1"}\
                        """);
        assertThat(Claims.of(token)).isEqualTo(new Claims("u1", 7, true));
    }

    @Test
    void a_probe_claim_that_is_text_is_no_probe() {
        assertThat(Claims.of(Tokens.of("{\"sub\":\"u\",\"probe\":\"true\"}")).probe()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "100", "-1", "0x", "seven", ""})
    void a_cohort_that_is_not_two_digits_is_none(String cohort) {
        String token = Tokens.of("{\"sub\":\"u\",\"cohort\":\"" + cohort + "\"}");
        assertThat(Claims.of(token).cohort()).isEqualTo(Claims.NO_COHORT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer a.b",
                "Bearer ..",
                "Bearer a.!!.c",
                "Basic dTpw",
                "Bearer a.e30x.c"
            })
    void what_is_not_a_token_counts_as_none(String header) {
        assertThat(Claims.of(header)).isEqualTo(Claims.NONE);
    }

    @Test
    void a_payload_that_is_no_object_or_is_cut_counts_as_none() {
        assertThat(Claims.of(Tokens.of("[1]"))).isEqualTo(Claims.NONE);
        assertThat(Claims.of(Tokens.of("{\"sub\":\"u\","))).isEqualTo(Claims.NONE);
    }
}
