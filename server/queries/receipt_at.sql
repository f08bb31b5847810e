select chain from receipts where n = $1
