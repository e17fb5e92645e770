-- What a contact or lead is said to consent to is what it said last of each channel.
select 'contact' as what, c.id from crm_contact c
where (c.email_consent <> coalesce((select s.decision from crm_consent s
        where s.company_id = c.company_id and s.contact_id = c.id and s.channel = 'EMAIL' order by s.decided_at desc, s.id desc limit 1), 'UNKNOWN')
    or c.phone_consent <> coalesce((select s.decision from crm_consent s
        where s.company_id = c.company_id and s.contact_id = c.id and s.channel = 'PHONE' order by s.decided_at desc, s.id desc limit 1), 'UNKNOWN')
    or c.post_consent <> coalesce((select s.decision from crm_consent s
        where s.company_id = c.company_id and s.contact_id = c.id and s.channel = 'POST' order by s.decided_at desc, s.id desc limit 1), 'UNKNOWN'))
  and (c.id >= :since or exists (select 1 from crm_consent s where s.company_id = c.company_id and s.contact_id = c.id and s.id >= :since))
union all
select 'lead', c.id from crm_lead c
where (c.email_consent <> coalesce((select s.decision from crm_consent s
        where s.company_id = c.company_id and s.lead_id = c.id and s.channel = 'EMAIL' order by s.decided_at desc, s.id desc limit 1), 'UNKNOWN')
    or c.phone_consent <> coalesce((select s.decision from crm_consent s
        where s.company_id = c.company_id and s.lead_id = c.id and s.channel = 'PHONE' order by s.decided_at desc, s.id desc limit 1), 'UNKNOWN')
    or c.post_consent <> coalesce((select s.decision from crm_consent s
        where s.company_id = c.company_id and s.lead_id = c.id and s.channel = 'POST' order by s.decided_at desc, s.id desc limit 1), 'UNKNOWN'))
  and (c.id >= :since or exists (select 1 from crm_consent s where s.company_id = c.company_id and s.lead_id = c.id and s.id >= :since))
