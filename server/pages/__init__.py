"""The pages: a view loads and authorises in one call, asks policy, acts and renders."""
