select digest, form_id, version, title, received, length(body) from forms order by received, digest
