package erp.crm.reports;

import java.time.LocalDate;

/**
 * What is expected to close in a month.
 *
 * @param month its first day
 * @param opportunities how many are open
 * @param amount of all of them
 * @param weighted the same, each by the probability of its stage; rounded once
 */
record ForecastMonth(LocalDate month, int opportunities, Total amount, Total weighted) {}
