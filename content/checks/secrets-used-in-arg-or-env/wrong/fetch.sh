# Stands for a download that needs a login.
if [ -z "$API_TOKEN" ]; then
  echo 'no token was given'
fi
echo 'apples 3' > prices.txt
