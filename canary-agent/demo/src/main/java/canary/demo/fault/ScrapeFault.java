package canary.demo.fault;

/** A fault of the canary's page of metrics, once it has traffic. */
interface ScrapeFault {

    /** What happens to a scrape. */
    ProxyAction scraped();
}
